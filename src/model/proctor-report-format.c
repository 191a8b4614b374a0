/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-report-format.h"

#include <glib/gi18n.h>

static const struct
{
  const char *word;
  const char *title;
  const char *suffix;
  const char *media_type;
} formats[PROCTOR_N_REPORT_FORMATS] = {
  [PROCTOR_REPORT_HTML] = { "html", N_ ("Web Page (HTML)"), ".html", "text/html" },
  [PROCTOR_REPORT_JUNIT] = { "junit", N_ ("Test Results for CI (JUnit XML)"), ".xml", "application/xml" },
  [PROCTOR_REPORT_MARKDOWN] = { "markdown", N_ ("Text for a Pull Request (Markdown)"), ".md", "text/markdown" },
  [PROCTOR_REPORT_CSV] = { "csv", N_ ("Spreadsheet (CSV)"), ".csv", "text/csv" },
  [PROCTOR_REPORT_JSON] = { "json", N_ ("Data (JSON)"), ".json", "application/json" },
};

/**
 * proctor_report_format_get_word:
 * @format: a format
 *
 * Returns: what it is called on the command line
 */
const char *
proctor_report_format_get_word (ProctorReportFormat format)
{
  g_return_val_if_fail (format < PROCTOR_N_REPORT_FORMATS, NULL);

  return formats[format].word;
}

/**
 * proctor_report_format_get_title:
 * @format: a format
 *
 * Returns: what a person calls it
 */
const char *
proctor_report_format_get_title (ProctorReportFormat format)
{
  g_return_val_if_fail (format < PROCTOR_N_REPORT_FORMATS, NULL);

  return gettext (formats[format].title);
}

/**
 * proctor_report_format_get_suffix:
 * @format: a format
 *
 * Returns: what names of its files end in
 */
const char *
proctor_report_format_get_suffix (ProctorReportFormat format)
{
  g_return_val_if_fail (format < PROCTOR_N_REPORT_FORMATS, NULL);

  return formats[format].suffix;
}

/**
 * proctor_report_format_get_media_type:
 * @format: a format
 *
 * Returns: its media type
 */
const char *
proctor_report_format_get_media_type (ProctorReportFormat format)
{
  g_return_val_if_fail (format < PROCTOR_N_REPORT_FORMATS, NULL);

  return formats[format].media_type;
}

/**
 * proctor_report_format_find:
 * @word: what somebody called it
 * @format: (out): the format that is meant
 *
 * Returns: whether there is one
 */
gboolean
proctor_report_format_find (const char *word,
                            ProctorReportFormat *format)
{
  for (guint i = 0; i < PROCTOR_N_REPORT_FORMATS; i++)
    {
      if (g_ascii_strcasecmp (word, formats[i].word) != 0 && g_ascii_strcasecmp (word, formats[i].suffix + 1) != 0)
        continue;
      *format = (ProctorReportFormat) i;
      return TRUE;
    }

  return FALSE;
}
