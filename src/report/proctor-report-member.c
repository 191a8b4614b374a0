/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-report-member.h"

#include "proctor-report-words.h"
#include "proctor-wire-text.h"

/* Members of an object in JSON, each with a comma before it but for the first. */

void
proctor_report_append_name (GString *text,
                            const char *name)
{
  if (text->len > 0 && text->str[text->len - 1] != '{')
    g_string_append_c (text, ',');
  g_string_append_printf (text, "\"%s\":", name);
}

void
proctor_report_append_string (GString *text,
                              const char *name,
                              const char *value)
{
  g_autofree char *valid = value != NULL ? g_utf8_make_valid (value, -1) : NULL;

  proctor_report_append_name (text, name);
  proctor_wire_append_string (text, valid);
}

void
proctor_report_append_int (GString *text,
                           const char *name,
                           gint64 value)
{
  proctor_report_append_name (text, name);
  g_string_append_printf (text, "%" G_GINT64_FORMAT, value);
}

void
proctor_report_append_bool (GString *text,
                            const char *name,
                            gboolean value)
{
  proctor_report_append_name (text, name);
  g_string_append (text, value ? "true" : "false");
}

void
proctor_report_append_time (GString *text,
                            const char *name,
                            gint64 time)
{
  g_autofree char *stamp = proctor_report_dup_stamp (time);

  proctor_report_append_string (text, name, stamp);
}
