/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_CHECK_TOOL (proctor_check_tool_get_type ())

G_DECLARE_FINAL_TYPE (ProctorCheckTool, proctor_check_tool, PROCTOR, CHECK_TOOL, GObject)

ProctorCheckTool *proctor_check_tool_new (const char *id,
                                          const char *name,
                                          const char *kind,
                                          const char *const *paths,
                                          gboolean has_mocks);

const char *proctor_check_tool_get_id (ProctorCheckTool *self);
const char *proctor_check_tool_get_name (ProctorCheckTool *self);
const char *proctor_check_tool_get_kind (ProctorCheckTool *self);
const char *const *proctor_check_tool_get_paths (ProctorCheckTool *self);
gboolean proctor_check_tool_get_has_mocks (ProctorCheckTool *self);
gboolean proctor_check_tool_has_path (ProctorCheckTool *self,
                                      const char *path);

G_END_DECLS
