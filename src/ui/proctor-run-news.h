/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_RUN_NEWS (proctor_run_news_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRunNews, proctor_run_news, PROCTOR, RUN_NEWS, GObject)

ProctorRunNews *proctor_run_news_new (GtkWindow *window) G_GNUC_WARN_UNUSED_RESULT;
void proctor_run_news_set_session (ProctorRunNews *self,
                                   ProctorSession *session);

char *proctor_run_news_dup_words (guint n_passed,
                                  guint n_runs) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
