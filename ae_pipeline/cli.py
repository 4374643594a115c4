"""The command ``ae``: which commands it has, each with the example that its help ends with.

Exit codes: 0 done, 1 a blocking check failed or a step could not finish, 2 wrong usage or
configuration.
"""

from __future__ import annotations

import typer

from ae_pipeline.commands.agreement import agreement
from ae_pipeline.commands.bench import bench
from ae_pipeline.commands.briefing import briefing
from ae_pipeline.commands.demo import demo
from ae_pipeline.commands.explain import explain
from ae_pipeline.commands.many_files import TakingManyFiles
from ae_pipeline.commands.revisions import revisions
from ae_pipeline.commands.run import run
from ae_pipeline.commands.ui import ui
from ae_pipeline.commands.validate import validate

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Data quality and key indicators of success for a council's Children's Services.",
)


def _example(command: str) -> str:
    return f"Example: `{command}`"


app.command(epilog=_example("AE_HOME=ae_home ae demo --faults 40"))(demo)
app.command(epilog=_example("ae run --period 2025-09 --from 2025-04"))(run)
app.command(
    cls=TakingManyFiles,
    epilog=_example("ae validate ssda903 *.csv --specification 2025-26 --output findings.csv"),
)(validate)
app.command(epilog=_example("ae explain cla_foster_pct --period 2025-09 --where sex=F"))(explain)
app.command(epilog=_example("ae revisions --measure cla_foster_pct --since 2025-10-01"))(revisions)
app.command(epilog=_example("ae briefing --period 2025-09 --key-indicator 7"))(briefing)
app.command(epilog=_example("ae agreement --period 2025-09 --output agreement.csv"))(agreement)
app.command(epilog=_example("ae ui --port 3000"))(ui)
app.command(epilog=_example("ae bench --quick"))(bench)
