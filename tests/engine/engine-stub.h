/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _EngineStub EngineStub;

EngineStub *engine_stub_new (guint least_msecs,
                             guint most_msecs);
void engine_stub_free (EngineStub *stub);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EngineStub, engine_stub_free)

void engine_stub_hold (EngineStub *stub,
                       guint n_answers);
void engine_stub_let_go (EngineStub *stub);

const char *engine_stub_get_url (EngineStub *stub);
guint engine_stub_count (EngineStub *stub);
guint engine_stub_take_peak (EngineStub *stub);

G_END_DECLS
