import type { Course, Screen } from '../shared/training/course.ts';
import type { Source } from '../shared/training/source.ts';
import { Cites } from './cites.tsx';
import style from './player.module.css';

type Read = Extract<Screen, { kind: 'read' }>;

export function ReadScreen({ screen, course, sources }: { screen: Read; course: Course; sources: readonly Source[] }) {
  const { picture } = screen;
  return (
    <section class={style.screen}>
      <h2 tabIndex={-1} class={style.heading}>
        {screen.title}
      </h2>
      {picture && <img class={style.picture} src={picture.file} alt={picture.alt} width={320} height={160} />}
      {screen.paragraphs.map((paragraph) => (
        <p key={paragraph} class={style.paragraph}>
          {paragraph}
        </p>
      ))}
      {screen.points && (
        <ul class={style.points}>
          {screen.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      )}
      <Cites course={course} facts={screen.facts} sources={sources} />
    </section>
  );
}
