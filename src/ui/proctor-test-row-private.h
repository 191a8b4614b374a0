/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-test-row.h"

G_BEGIN_DECLS

struct _ProctorTestRow
{
  GtkWidget parent_instance;

  /* Owned */
  ProctorTestItem *item;
  ProctorLibrary *library;
  char *folder_id;
  char *description;
  PangoLayout *name;
  PangoLayout *second_line;
  GdkPaintable *icon;
  const char *icon_name;
  gulong changed_handler;

  /* Borrowed: the list's, which outlives its rows. */
  ProctorOutcomePalette *palette;

  gboolean checkable;
  gboolean checked;
  gboolean draft;

  /* Measures, as long as the fonts are what they were. */
  guint fonts_serial;
  int name_ascent;
  int name_height;
  int second_ascent;
  int second_height;
};

/* In sp, so that all of it grows with the text. */
#define PADDING 8
#define SPACING 10
#define LINE_SPACING 2
#define ICON_SIZE 16
#define MARK_SIZE 9
#define MARK_SPACING 3
#define LOCK_SIZE 12
#define CHECK_SIZE 18
#define LEAST_TEXT 96
#define MOST_TEXT 260

#define SECOND_LINE_SCALE 0.85

double proctor_test_row_to_px (ProctorTestRow *self,
                               double sp);
void proctor_test_row_ensure_measures (ProctorTestRow *self);
double proctor_test_row_get_marks_width (ProctorTestRow *self);
void proctor_test_row_snapshot (GtkWidget *widget,
                                GtkSnapshot *snapshot);

G_END_DECLS
