#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the types of src/model/records.txt: make-records.py RECORDS FOLDER."""

import pathlib
import re
import sys

LICENCE = """/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Written by make-records.py from records.txt.
 */
"""
# Kind in the table, C type of the value, and how ProctorRecord calls it.
PLAIN = {
    "string": ("STRING", "const char *", "string"),
    "json": ("JSON", "const char *", "string"),
    "key": ("KEY", "const char *", "string"),
    "int": ("INT", "gint64 ", "int"),
    "double": ("DOUBLE", "double ", "double"),
    "bool": ("BOOL", "gboolean ", "bool"),
    "strings": ("STRINGS", "const char *const *", "strings"),
}
FLAGS = {"": "PLAIN", "!": "TYPED", "*": "TYPED | PROCTOR_FIELD_IDENTITY"}


class Field:
    def __init__(self, line):
        words = line.split()
        self.name, self.holds = words[0], words[1]
        self.flag = words[2] if len(words) > 2 else ""
        self.record = None
        if self.holds in PLAIN:
            self.kind, self.type, self.call = PLAIN[self.holds]
        else:
            shape = re.fullmatch(r"(\[)?(\{)?([a-z-]+)[]}]?", self.holds)
            self.record = shape.group(3)
            self.kind = "LIST" if shape.group(1) else "MAP" if shape.group(2) else "RECORD"
            self.call = "record" if self.kind == "RECORD" else "list"
            self.type = camel(self.record) + " *" if self.call == "record" else "GListModel *"


def camel(name):
    return "Proctor" + "".join(word.capitalize() for word in name.split("-"))


def read_records(path):
    records = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        section = re.fullmatch(r"\[([a-z-]+)\] (.+)", line)
        if section:
            fields = []
            records[section.group(1)] = (section.group(2), fields)
        elif line.strip() and not line.startswith("#"):
            try:
                fields.append(Field(line))
            except (AttributeError, IndexError, UnboundLocalError):
                sys.exit(f"{path}:{number}: what is that? {line}")
    return records


def names(record):
    snake = "proctor_" + record.replace("-", "_")
    return camel(record), snake, snake.upper()


def declare(snake, ctype, field):
    value = field.name
    yield f"{field.type}{snake}_get_{value} ({ctype} *self);"
    if field.call != "list":
        yield f"void {snake}_set_{value} ({ctype} *self, {field.type}{value});"


def header(record, doc, fields):
    ctype, snake, upper = names(record)
    short = record.replace("-", "_").upper()
    used = sorted({f.record for f in fields if f.call == "record" and f.record != record})
    lines = [LICENCE, "#pragma once\n", '#include "proctor-record.h"']
    lines += [f'#include "proctor-{name}.h"' for name in used]
    lines += ["", "G_BEGIN_DECLS", "", "/**", f" * {ctype}:", " *", f" * {doc}", " */",
              f"#define PROCTOR_TYPE_{short} ({snake}_get_type ())", "",
              f"G_DECLARE_FINAL_TYPE ({ctype}, {snake}, PROCTOR, {short}, ProctorRecord)", "",
              "typedef enum", "{"]
    lines += [f"  {upper}_FIELD_{f.name.upper()}," for f in fields]
    lines += [f"}} {ctype}Field;", "", f"{ctype} *{snake}_new (void);"]
    for field in fields:
        lines += declare(snake, ctype, field)
    return "\n".join(lines + ["", "G_END_DECLS", ""])


def accessors(snake, upper, ctype, field):
    where = f"PROCTOR_RECORD (self), {upper}_FIELD_{field.name.upper()}"
    yield f"""
{field.type}
{snake}_get_{field.name} ({ctype} *self)
{{
  return proctor_record_get_{field.call} ({where});
}}"""
    if field.call != "list":
        yield f"""
void
{snake}_set_{field.name} ({ctype} *self, {field.type}{field.name})
{{
  proctor_record_set_{field.call} ({where}, {field.name});
}}"""


def table(upper, fields):
    for field in fields:
        kind = f"proctor_{field.record.replace('-', '_')}_get_type" if field.record else "NULL"
        name = field.name.replace("_", "-")
        yield (f'  [{upper}_FIELD_{field.name.upper()}] = {{ "{name}", PROCTOR_FIELD_{field.kind}, '
               f"PROCTOR_FIELD_{FLAGS[field.flag]}, {kind} }},")


def source(record, fields):
    ctype, snake, upper = names(record)
    used = sorted({f.record for f in fields if f.record} | {record})
    lines = [LICENCE, '#include "config.h"\n']
    lines += [f'#include "proctor-{name}.h"' for name in used]
    lines += ["", f"struct _{ctype}", "{", "  ProctorRecord parent_instance;", "};", "",
              f"G_DEFINE_FINAL_TYPE ({ctype}, {snake}, PROCTOR_TYPE_RECORD)", "",
              "static const ProctorField fields[] = {", *table(upper, fields), "};", "",
              "static void", f"{snake}_class_init ({ctype}Class *klass)", "{",
              "  proctor_record_class_set_fields (PROCTOR_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));",
              "}", "", "static void", f"{snake}_init ({ctype} *self)", "{", "}", "",
              f"{ctype} *", f"{snake}_new (void)", "{",
              f"  return g_object_new (PROCTOR_TYPE_{record.replace('-', '_').upper()}, NULL);", "}"]
    for field in fields:
        lines += accessors(snake, upper, ctype, field)
    return "\n".join(lines + [""])


def main():
    records = read_records(pathlib.Path(sys.argv[1]))
    folder = pathlib.Path(sys.argv[2])
    for record, (doc, fields) in records.items():
        for field in fields:
            if field.record and field.record not in records and field.record != "record":
                sys.exit(f"[{record}] {field.name}: there is no record {field.record}")
        (folder / f"proctor-{record}.h").write_text(header(record, doc, fields), encoding="utf-8")
        (folder / f"proctor-{record}.c").write_text(source(record, fields), encoding="utf-8")


if __name__ == "__main__":
    main()
