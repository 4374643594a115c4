"""Records which tables each measure reads: ``python -m ae_pipeline.measures.record_tables``."""

from __future__ import annotations

import json

from ae_pipeline.measures.catalogue import all_measures
from ae_pipeline.measures.code import definition_code
from ae_pipeline.measures.declaring import tables_in_select
from ae_pipeline.measures.tables_read import CODE, RECORD, TABLES


def record() -> None:
    """Write the record of all measures, as their selects are now."""
    modules: dict[str, dict[str, list[str]]] = {}
    for each in all_measures():
        modules.setdefault(each.module, {})[each.id] = list(tables_in_select(each))
    content = {
        module: {CODE: definition_code(module), TABLES: tables}
        for module, tables in sorted(modules.items())
    }
    RECORD.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    record()
