// How this installation lets people in: what docket.properties says of it, and a QR code for their
// telephones. Free functions; any thread.
#pragma once

#include "pipeline/access/doorkeeper.hpp"
#include "pipeline/access/provider.hpp"
#include "pipeline/app/settings.hpp"
#include "pipeline/json/json.hpp"

#include <memory>

namespace docket::app {

// `office`: its name, shown by a telephone above the code. Failure: invalid "config.malformed", for a word in
// sign_in.second_factor that is no role.
Result<access::DoorSettings> door_settings(const Settings& settings, const std::string& office);

// None where no provider of identities is set. Failures: invalid "config.provider".
Result<std::unique_ptr<access::Provider>> provider_of(const Settings& settings);

// "Qr" of openapi.json. Failure: internal "barcode.not_made".
Result<json::Object> qr_shape(const std::string& text);

} // namespace docket::app
