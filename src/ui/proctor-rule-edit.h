/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-builtin-rule.h"
#include "proctor-editing.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_RULE_EDIT (proctor_rule_edit_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRuleEdit, proctor_rule_edit, PROCTOR, RULE_EDIT, AdwBin)

GtkWidget *proctor_rule_edit_new (ProctorEditing *editing,
                                  ProctorBuiltinRule *rule);

G_END_DECLS
