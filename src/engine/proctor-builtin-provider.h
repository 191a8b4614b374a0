/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-provider.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_BUILTIN_PROVIDER (proctor_builtin_provider_get_type ())

G_DECLARE_FINAL_TYPE (ProctorBuiltinProvider, proctor_builtin_provider, PROCTOR, BUILTIN_PROVIDER, GObject)

ProctorProvider *proctor_builtin_provider_new (void);

G_END_DECLS
