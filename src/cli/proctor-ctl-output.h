/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-ctl.h"
#include "proctor-record.h"

G_BEGIN_DECLS

/**
 * ProctorCtlPaint:
 * @PROCTOR_CTL_PAINT_NONE: as it is
 * @PROCTOR_CTL_PAINT_TITLE: the title of a column or the name of a field
 * @PROCTOR_CTL_PAINT_GOOD: what passed
 * @PROCTOR_CTL_PAINT_BAD: what failed
 * @PROCTOR_CTL_PAINT_ODD: what has to be looked at
 *
 * How a text is shown where there are colours.
 */
typedef enum
{
  PROCTOR_CTL_PAINT_NONE,
  PROCTOR_CTL_PAINT_TITLE,
  PROCTOR_CTL_PAINT_GOOD,
  PROCTOR_CTL_PAINT_BAD,
  PROCTOR_CTL_PAINT_ODD,
} ProctorCtlPaint;

char *proctor_ctl_make_harmless (const char *text);
char *proctor_ctl_format_time (gint64 time);

gboolean proctor_ctl_is_terminal (void);
guint proctor_ctl_get_width (void);
void proctor_ctl_append_painted (GString *line,
                                 ProctorCtlPaint paint,
                                 const char *text);

void proctor_ctl_init_output (void);
void proctor_ctl_print (const char *text);
void proctor_ctl_print_or_say (const char *text,
                               const char *otherwise);
void proctor_ctl_print_json (const char *text,
                             gssize length);
void proctor_ctl_print_bytes (GBytes *json);
void proctor_ctl_append_member (GString *json,
                                const char *name,
                                const char *value);
gboolean proctor_ctl_print_record (ProctorCtl *self,
                                   ProctorRecord *record);
gboolean proctor_ctl_print_records (ProctorCtl *self,
                                    GPtrArray *records);

void proctor_ctl_say (const char *format,
                      ...) G_GNUC_PRINTF (1, 2);
void proctor_ctl_complain (const char *format,
                           ...) G_GNUC_PRINTF (1, 2);
void proctor_ctl_say_problem (ProctorRecord *record);
void proctor_ctl_report (ProctorCtl *self,
                         const GError *error);
void proctor_ctl_report_named (ProctorCtl *self,
                               const GError *error,
                               const char *missing,
                               ...) G_GNUC_PRINTF (3, 4);

G_END_DECLS
