import type { Course } from '../../shared/training/course.ts';
import { p } from '../../words/publishing.ts';
import look from './desk.module.css';
import { previewPath } from './paths.ts';

type PreviewListProps = { course: Course; proposalId?: string };

/** Each part of a course, as a carer would see it. */
export function PreviewList({ course, proposalId }: PreviewListProps) {
  return (
    <ul class="plain-list">
      {course.modules.map((module) => (
        <li key={module.id}>
          <a class={look.to} href={previewPath(course.id, module.id, proposalId)}>
            {p('preview.link', { title: module.title })}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The same under a heading of its own. */
export function PreviewLinks(props: PreviewListProps) {
  return (
    <section aria-labelledby="preview-links">
      <h2 id="preview-links" class={look.heading}>
        {p('preview.links')}
      </h2>
      <PreviewList {...props} />
    </section>
  );
}
