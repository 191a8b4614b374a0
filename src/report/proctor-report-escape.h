/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void proctor_report_append_xml (GString *text,
                                const char *words);
void proctor_report_append_xml_value (GString *text,
                                      const char *words);
void proctor_report_append_attribute (GString *text,
                                      const char *name,
                                      const char *value);
void proctor_report_append_element (GString *text,
                                    const char *start,
                                    const char *words,
                                    const char *end);
void proctor_report_append_markdown (GString *text,
                                     const char *words);
void proctor_report_append_summary (GString *text,
                                    const char *words);
void proctor_report_append_fence (GString *text,
                                  const char *words);
void proctor_report_append_cell (GString *text,
                                 const char *words);

G_END_DECLS
