"""What was recorded here loads where robots learn, and is shown by Rerun."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest

from oikos_env.server import find_command

parquet = pytest.importorskip("pyarrow.parquet")

pytestmark = pytest.mark.slow

NUM_EPISODES, LENGTH, SIZE = 2, 16, 64


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recorded")
    size = ["--episodes", str(NUM_EPISODES), "--length", str(LENGTH), "--envs", "2"]
    oikos = find_command()
    subprocess.run([*oikos, "collect", "--out", str(folder / "data"), "--seed", "1", *size], check=True)
    sensors = ["--sensors", "rgb,depth"]
    export = ["export", "--data", str(folder / "data"), "--out", str(folder / "dataset"), *sensors]
    subprocess.run([*oikos, *export], check=True)
    return folder / "dataset"


def test_pyarrow_reads_the_tables(dataset: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    data = parquet.read_table(dataset / "data/chunk-000/file-000.parquet")
    assert data.num_rows == NUM_EPISODES * (LENGTH - 1)
    assert data.schema.field("index").type == pa.int64() and data.schema.field("timestamp").type == pa.float32()
    assert data.schema.field("action").type.value_type == pa.float32()
    image = pytest.importorskip("PIL.Image")
    cell = data.column("observation.images.depth")[0].as_py()
    picture = image.open(io.BytesIO(cell["bytes"]))
    assert picture.size == (SIZE, SIZE) and picture.mode.startswith("I")
    episodes = parquet.read_table(dataset / "meta/episodes/chunk-000/file-000.parquet").to_pylist()
    assert [row["dataset_to_index"] for row in episodes] == [LENGTH - 1, 2 * (LENGTH - 1)]


def test_pandas_finds_tasks_by_their_text(dataset: Path) -> None:
    pandas = pytest.importorskip("pandas")
    tasks = pandas.read_parquet(dataset / "meta/tasks.parquet")
    assert tasks.loc["explore the house", "task_index"] == 0


@pytest.mark.filterwarnings("ignore")
def test_lerobot_loads_it_for_training(dataset: Path) -> None:
    lerobot = pytest.importorskip("lerobot.datasets.lerobot_dataset")
    torch = pytest.importorskip("torch")
    loaded = lerobot.LeRobotDataset("local/oikos", root=dataset, delta_timestamps={"action": [0, 0.25, 0.5]})
    assert len(loaded) == NUM_EPISODES * (LENGTH - 1)
    batch = next(iter(torch.utils.data.DataLoader(loaded, batch_size=4)))
    assert batch["observation.images.rgb"].shape == (4, 3, SIZE, SIZE)
    assert batch["action"].shape == (4, 3, 6) and (batch["action"].sum(-1) == 1).all()
    assert batch["task"][0] == "explore the house"
    assert loaded.meta.stats["observation.images.rgb"]["mean"].shape == (3, 1, 1)


def test_rerun_opens_every_episode(dataset: Path, tmp_path: Path) -> None:
    rerun = shutil.which("rerun")
    if rerun is None:
        pytest.skip("rerun is not on PATH")
    saved = tmp_path / "shown.rrd"
    opening = subprocess.run(
        [rerun, str(dataset), "--save", str(saved), "--bind", "127.0.0.1", "--port", "0"],
        capture_output=True,
        text=True,
        check=True,
    )
    if "missing field `total_videos`" in opening.stderr:
        pytest.skip("this rerun knows only layouts before v3")
    subprocess.run([rerun, "rrd", "verify", str(saved)], check=True)
    told = subprocess.run([rerun, "rrd", "stats", str(saved)], capture_output=True, text=True, check=True).stdout
    assert f"/observation.images.rgb: {NUM_EPISODES}\n" in told and f"/task: {NUM_EPISODES}\n" in told
