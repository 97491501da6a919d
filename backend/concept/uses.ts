import { DecisionModel } from '../decision/decision.model.ts';
import { registerSubject } from '../decision/decision.service.ts';
import { registerUse } from '../region/living.service.ts';
import { PartyModel } from '../region/region.model.ts';
import { AmendmentModel } from './amendment.model.ts';
import { AttachmentModel } from './attachment.model.ts';
import { ChapterModel } from './chapter.model.ts';
import { EditionModel, FieldModel, GoalModel, MeasureModel } from './edition.model.ts';
import { IndicatorModel } from './indicator.model.ts';
import { OmissionModel } from './omission.model.ts';
import { ProjectModel, StepModel } from './project.model.ts';

/** What hangs on what in the concept: nothing is withdrawn from under something that stands. */

registerUse(EditionModel, FieldModel, 'edition');
registerUse(EditionModel, GoalModel, 'edition');
registerUse(EditionModel, MeasureModel, 'edition');
registerUse(EditionModel, ChapterModel, 'edition');
registerUse(EditionModel, OmissionModel, 'edition');
registerUse(EditionModel, AmendmentModel, 'edition');
registerUse(EditionModel, EditionModel, 'former', 'in_use');
registerUse(EditionModel, AttachmentModel, 'of.id');
registerUse(EditionModel, ProjectModel, 'links.edition');
registerUse(FieldModel, GoalModel, 'field');
registerUse(FieldModel, MeasureModel, 'field');
registerUse(GoalModel, GoalModel, 'parent');
registerUse(GoalModel, MeasureModel, 'goal');
registerUse(GoalModel, ProjectModel, 'links.target.id');
registerUse(GoalModel, IndicatorModel, 'subject.id');
registerUse(MeasureModel, ProjectModel, 'links.target.id');
registerUse(MeasureModel, IndicatorModel, 'subject.id');
registerUse(ProjectModel, IndicatorModel, 'subject.id');
registerUse(ProjectModel, ProjectModel, 'relations.project', 'in_use');
registerUse(PartyModel, MeasureModel, 'roles.party', 'in_use');
registerUse(PartyModel, ProjectModel, 'roles.party', 'in_use');
registerUse(DecisionModel, EditionModel, 'adoption.decision', 'in_use');
registerUse(DecisionModel, AmendmentModel, 'decision', 'in_use');
registerUse(DecisionModel, StepModel, 'decision', 'in_use');
registerUse(DecisionModel, GoalModel, 'approval.decision', 'in_use');
registerUse(DecisionModel, MeasureModel, 'approval.decision', 'in_use');
registerUse(DecisionModel, ProjectModel, 'approval.decision', 'in_use');

registerSubject('edition', EditionModel);
registerSubject('goal', GoalModel);
registerSubject('measure', MeasureModel);
registerSubject('project', ProjectModel);
registerSubject('step', StepModel);
