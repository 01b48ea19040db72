#pragma once
// All 39 components of govuk-frontend 6.6.0. A room that makes pages says `namespace govuk = html::govuk;`, then
// `govuk::button({.text = "Continue"})`.

#include "html/govuk_choices.h"
#include "html/govuk_frame.h"
#include "html/govuk_inputs.h"
#include "html/govuk_links.h"
#include "html/govuk_lists.h"
#include "html/govuk_messages.h"
#include "html/govuk_parts.h"
