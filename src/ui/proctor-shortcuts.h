/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ProctorShortcut:
 * @section: what it belongs to, for people
 * @title: what it does, for people
 * @action: (nullable): the detailed action it activates; %NULL for what the toolkit does by itself
 * @accelerator: the keys, as gtk_accelerator_parse() reads them
 *
 * A key that does something. One table serves both the application, which binds the keys, and
 * the dialog that lists them, so that neither can forget what the other knows.
 */
typedef struct
{
  const char *section;
  const char *title;
  const char *action;
  const char *accelerator;
} ProctorShortcut;

const ProctorShortcut *proctor_shortcuts_get (gsize *n_shortcuts);

void proctor_shortcuts_bind (GtkApplication *application);

G_END_DECLS
