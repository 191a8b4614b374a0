/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-serve-user.h"

/* Who uses the engine is nobody's business but the computer's; the API wants somebody, though. */

static void
add_numbers (JsonObject *object)
{
  const char *const none[] = {
    "character_count",
    "voice_slots_used",
    "professional_voice_slots_used",
    "professional_voice_slots_used_in_workspace",
    "voice_limit",
    "voice_add_edit_counter",
    "professional_voice_limit",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    json_object_set_int_member (object, none[i], 0);
  json_object_set_int_member (object, "character_limit", G_MAXINT32);
}

static void
add_texts (JsonObject *object)
{
  const char *const none[] = {
    "max_character_limit_extension",
    "next_character_count_reset_unix",
    "max_voice_add_edits",
    "currency",
    "billing_period",
    "character_refresh_period",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    json_object_set_null_member (object, none[i]);
  json_object_set_string_member (object, "tier", "local");
  json_object_set_string_member (object, "status", "active");
  json_object_set_string_member (object, "max_credit_limit_extension", "unlimited");
}

static JsonObject *
make_subscription (void)
{
  const char *const denied[] = {
    "can_extend_character_limit",
    "allowed_to_extend_character_limit",
    "can_extend_voice_limit",
    "can_use_instant_voice_cloning",
    "can_use_professional_voice_cloning",
  };
  JsonObject *subscription = json_object_new ();
  JsonObject *overage = json_object_new ();

  json_object_set_string_member (overage, "amount", "0");
  json_object_set_string_member (overage, "currency", "usd");
  add_texts (subscription);
  add_numbers (subscription);
  for (gsize i = 0; i < G_N_ELEMENTS (denied); i++)
    json_object_set_boolean_member (subscription, denied[i], FALSE);
  json_object_set_object_member (subscription, "current_overage", overage);

  return subscription;
}

void
proctor_serve_user_get (ProctorCall *call)
{
  const char *const done[] = { "is_onboarding_completed", "is_onboarding_checklist_completed" };
  const char *const denied[] = { "is_new_user", "can_use_delayed_payment_methods", "show_compliance_terms" };
  JsonObject *user = json_object_new ();

  json_object_set_string_member (user, "user_id", "local");
  /* Newer than the API's description: its own clients take no user without one. */
  json_object_set_string_member (user, "workspace_id", "local");
  json_object_set_object_member (user, "subscription", make_subscription ());
  for (gsize i = 0; i < G_N_ELEMENTS (done); i++)
    json_object_set_boolean_member (user, done[i], TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (denied); i++)
    json_object_set_boolean_member (user, denied[i], FALSE);
  json_object_set_null_member (user, "first_name");
  json_object_set_boolean_member (user, "is_api_key_hashed", TRUE);
  json_object_set_null_member (user, "xi_api_key_preview");
  json_object_set_int_member (user, "created_at", 0);
  json_object_set_string_member (user, "seat_type", "workspace_admin");
  proctor_call_answer_object (call, user);
}

void
proctor_serve_user_get_subscription (ProctorCall *call)
{
  JsonObject *subscription = make_subscription ();

  json_object_set_null_member (subscription, "next_invoice");
  json_object_set_array_member (subscription, "open_invoices", json_array_new ());
  json_object_set_boolean_member (subscription, "has_open_invoices", FALSE);
  json_object_set_null_member (subscription, "pending_change");
  proctor_call_answer_object (call, subscription);
}
