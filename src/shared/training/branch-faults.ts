import type { CourseFault } from './course-fault.ts';
import type { Branch } from './question.ts';

/** Where each node leads. */
function waysOn(question: Branch): Map<string, string[]> {
  return new Map(question.nodes.map((node) => [node.id, node.choices.map((choice) => choice.to)]));
}

function reachedFrom(start: string, ways: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>();
  const toVisit = [start];
  for (let at = toVisit.pop(); at !== undefined; at = toVisit.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    toVisit.push(...(ways.get(at) ?? []));
  }
  return reached;
}

/** A node on a cycle could keep a carer walking in a circle, and the answer holds 30 choices at most. */
function nodesOnCycles(ways: ReadonlyMap<string, readonly string[]>): string[] {
  return [...ways].filter(([node, next]) => next.some((to) => reachedFrom(to, ways).has(node))).map(([node]) => node);
}

/** Faults in the path of a branching scenario. Wording is checked elsewhere. */
export function branchFaults(question: Branch): CourseFault[] {
  const ways = waysOn(question);
  const endings = new Set(question.endings.map((ending) => ending.id));
  const reached = reachedFrom(question.start, ways);
  const broken = (detail: string): CourseFault => ({ kind: 'brokenBranch', at: question.id, detail });
  const faults: CourseFault[] = [];

  if (!ways.has(question.start)) faults.push(broken(`starts at ${question.start}, which is not there`));
  for (const node of question.nodes) {
    for (const choice of node.choices) {
      if (!ways.has(choice.to) && !endings.has(choice.to)) faults.push(broken(`${choice.id} leads to ${choice.to}, which is not there`));
    }
  }
  for (const place of [...ways.keys(), ...endings]) {
    if (!reached.has(place)) faults.push(broken(`nothing leads to ${place}`));
  }
  for (const node of nodesOnCycles(ways)) faults.push(broken(`${node} leads back to itself`));
  if (!question.endings.some((ending) => ending.safe && reached.has(ending.id))) {
    faults.push({ kind: 'unanswerable', at: question.id, detail: 'no safe ending can be reached' });
  }
  return faults;
}
