/** Whether a path given from outside (`next`, `back`) stays on this server: "//host" and "/\host" do not. */
export function isOwnPath(path: string): boolean {
	return /^\/(?![/\\])/.test(path) && !/[\u0000-\u001f\\]/.test(path);
}
