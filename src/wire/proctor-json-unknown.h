/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ProctorJsonMember:
 * @offset: at which character its name begins, with the quotation mark
 * @length: how many characters the name has
 * @path: where it is, as in "chat_history[3].novelty"
 *
 * A member of an object, and where it stands in a text.
 */
typedef struct
{
  guint offset;
  guint length;
  char *path;
} ProctorJsonMember;

void proctor_json_member_free (ProctorJsonMember *self);

GPtrArray *proctor_json_find_unknown (GType type,
                                      const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
