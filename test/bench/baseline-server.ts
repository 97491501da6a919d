import express from 'express';
import mongoose from 'mongoose';

/**
 * The baselines, in a process of their own: a bare Express route with one findOne and a body of a given size, a bare
 * 304, and lean reads of the rows that the hierarchy is made of. Prints its port.
 */
const uri = process.argv[2] ?? '';
await mongoose.connect(uri);
const db = mongoose.connection.db;
if (!db) throw new Error('not connected');
const region = process.argv[3] ?? '';
const body = Buffer.alloc(Number(process.argv[4] ?? 1000), 'x');

const app = express();
app.disable('etag');
app.get('/bare', async (_request, response) => {
	await db.collection('record_heads').findOne({ _id: region as never });
	response.setHeader('Content-Type', 'application/json; charset=utf-8');
	response.end(body);
});
app.get('/bare-304', async (_request, response) => {
	await db.collection('record_heads').findOne({ _id: region as never });
	response.status(304).end();
});
const loose = new mongoose.Schema({}, { strict: false });
const models = ['editions', 'fields', 'goals', 'measures', 'projects', 'municipalities'].map((name) =>
	mongoose.model(name, loose, name)
);
app.get('/lean', async (_request, response) => {
	const rows = [];
	for (const model of models) rows.push(await model.find({ region }).lean());
	response.json(rows.map((list) => list.length));
});
const decisions = mongoose.model('decisions', loose, 'decisions');
app.get('/find/decisions', async (request, response) => {
	const { region: of, limit = '0', answer } = request.query as Record<string, string>;
	const rows = await decisions.find({ region: of }).sort({ date: -1 }).limit(Number(limit)).lean();
	response.json(answer === 'count' ? rows.length : rows);
});
app.get('/', (_request, response) => response.end('ok'));
const server = app.listen(0, '127.0.0.1', () => {
	const address = server.address();
	console.log(typeof address === 'object' ? address?.port : address);
});
