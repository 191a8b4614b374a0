/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-desk.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_MODEL_PAGE (proctor_model_page_get_type ())

G_DECLARE_FINAL_TYPE (ProctorModelPage, proctor_model_page, PROCTOR, MODEL_PAGE, AdwPreferencesPage)

GtkWidget *proctor_model_page_new (ProctorDesk *desk);

gboolean proctor_model_page_get_unsaved (ProctorModelPage *self);
gboolean proctor_model_page_can_save (ProctorModelPage *self);
void proctor_model_page_save (ProctorModelPage *self);
void proctor_model_page_close (ProctorModelPage *self);

G_END_DECLS
