/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-provider-error.h"

G_DEFINE_QUARK (proctor - provider - error - quark, proctor_provider_error)
