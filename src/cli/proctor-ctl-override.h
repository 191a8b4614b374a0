/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "proctor-ctl.h"

G_BEGIN_DECLS

gboolean proctor_ctl_check_variables (char **variables);
JsonNode *proctor_ctl_read_override (const char *path) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *proctor_ctl_fetch_override (ProctorCtl *self,
                                      const char *agent_id,
                                      const char *branch_id) G_GNUC_WARN_UNUSED_RESULT;
void proctor_ctl_set_variables (JsonNode *override,
                                char **variables);

G_END_DECLS
