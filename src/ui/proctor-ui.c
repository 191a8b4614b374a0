/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ui.h"

#include "proctor-ui-resources.h"

#include <gtksourceview/gtksource.h>

/**
 * proctor_ui_init:
 *
 * Makes the templates, icons and styles of this library known. A static library's resources
 * would be left out by the linker if nobody asked for them. Call it before the first widget.
 */
void
proctor_ui_init (void)
{
  proctor_ui_register_resource ();
  gtk_source_init ();
}
