/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What proctor_engine_process_get_status() says of one that was killed or has crashed. */
#define PROCTOR_ENGINE_PROCESS_KILLED (-1)

#define PROCTOR_TYPE_ENGINE_PROCESS (proctor_engine_process_get_type ())

G_DECLARE_FINAL_TYPE (ProctorEngineProcess, proctor_engine_process, PROCTOR, ENGINE_PROCESS, GObject)

ProctorEngineProcess *proctor_engine_process_start (const char *program,
                                                    const char *data_folder,
                                                    const char *socket_path,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_engine_process_forget (ProctorEngineProcess *self);

int proctor_engine_process_get_status (ProctorEngineProcess *self);
const char *proctor_engine_process_get_words (ProctorEngineProcess *self);

G_END_DECLS
