import type { RouteSnapshot } from '../foundation/http/route.ts';
import { KeptItems } from '../record/kept-items.service.ts';
import { byPlace } from './place-order.ts';
import { ProjectModel } from './project.model.ts';
import type { ProjectItem } from './project.model.ts';

const projects = new KeptItems<ProjectItem>({ model: ProjectModel, order: byPlace, mostItems: 20_000 });

/** All living projects of a region with all their texts and sources, in their order. */
export function readWholeProjects(region: string, snapshot: RouteSnapshot): Promise<readonly ProjectItem[]> {
	return projects.read(region, snapshot);
}
