/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ProgramPlace:
 * @folder: where it has its settings
 * @data: its data folder
 * @cache: its cache folder
 * @rows: how many rows there are to wait for
 *
 * Where the program finds what it shows.
 */
typedef struct
{
  char *folder;
  char *data;
  char *cache;
  char *rows;
} ProgramPlace;

void program_place_clear (ProgramPlace *place);

GHashTable *program_run (const ProgramPlace *place,
                         const char *program,
                         const char *module,
                         const char *task,
                         double *begun);
double program_get (GHashTable *values,
                    const char *name);
void program_start_empty (const ProgramPlace *place,
                          double *msecs,
                          double *mebibytes);
void program_print_spread (GHashTable *values,
                           const char *what,
                           const char *name);

G_END_DECLS
