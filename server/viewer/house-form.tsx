import { download } from './download.ts';
import { beginEditing, draft, drawnHouse, isEdited, stopEditing } from './edited-house.ts';
import { FurnitureTools } from './furniture-tools.tsx';
import { complaint, house, request, start, startIn } from './store.ts';

/** The house: another one, one of one's own, changed by hand, saved as a file. */
export function HouseForm() {
  const shown = drawnHouse.value;
  if (!shown) return null;
  return (
    <section class="card" aria-labelledby="house-title">
      <h2 id="house-title">House</h2>
      <p>
        {shown.rooms.length} rooms, {shown.objects.length} things
        {request.value?.ownHouse ? ', your own' : ''}
      </p>
      <div class="row">
        {draft.value ? <EditButtons /> : <button onClick={beginEditing}>Move furniture</button>}
        <button onClick={() => void save('json')}>Save JSON</button>
        <button onClick={() => void save('glb')}>Save GLB</button>
        <label class="button">
          Open a file
          <input
            type="file"
            accept=".json,application/json"
            onChange={({ currentTarget }) => void openFile(currentTarget.files?.[0])}
          />
        </label>
        {request.value?.ownHouse && (
          <button onClick={() => start({ ownHouse: undefined })}>Back to the seed’s house</button>
        )}
      </div>
      <FurnitureTools />
    </section>
  );
}

function EditButtons() {
  return (
    <>
      <button class="primary" disabled={!isEdited.value} onClick={() => void live()}>
        Live in it
      </button>
      <button onClick={stopEditing}>Undo all</button>
    </>
  );
}

async function save(format: 'json' | 'glb'): Promise<void> {
  const shown = drawnHouse.value;
  if (!shown) return;
  await telling(async () => {
    const { houseBlob } = await import('./house-file.ts');
    download(houseBlob(shown, format), `${shown.id.replace(/[^\w-]+/g, '-')}.${format}`);
  });
}

async function live(): Promise<void> {
  const [changed, before] = [draft.value, house.value];
  if (!changed || !before) return;
  await telling(async () => {
    const { checkedJson } = await import('./house-file.ts');
    startIn(checkedJson(changed, before));
  });
}

async function openFile(file: File | undefined): Promise<void> {
  if (file) await telling(async () => startIn(await file.text()));
}

/** Does something; what goes wrong is said in the banner. */
async function telling(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    complaint.value = error instanceof Error ? error.message : String(error);
  }
}
