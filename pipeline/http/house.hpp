// What endpoints may reach for. Wired once by the program and by each test, and anew for each request, with
// the bylaws that are in force when it begins; what it names outlives it. Any thread.
#pragma once

#include "pipeline/access/by_provider.hpp"
#include "pipeline/flow/tools.hpp"

#include <string>

namespace docket::desk {
class Desk; // pipeline/desk/desk.hpp: what the desks show
}
namespace docket::administration {
struct Ports; // pipeline/administration/administration.hpp: what the administrator's pages need
}

namespace docket::http {

// Of this installation.
struct Site {
    std::string version;
    bool demo = false;
    bool secure = false; // behind a proxy that speaks TLS: cookies travel over nothing else
};

struct Request; // pipeline/http/message.hpp

struct House {
    const flow::Tools& tools;
    access::Doorkeeper& door;
    access::OnceBook& once;
    const desk::Desk* desk = nullptr; // none in tests that show no desk
    Site site;
    // How much work waits for the person: "counts" of a Session. Asked where a desk is shown, as the next.
    Result<json::Value> (*counts)(const desk::Desk&, const review::Person&) = nullptr;
    // Asked once for every refusal: the members of its problem beside the code, that is who was faster and
    // what is there now, or which fields are missing (http/api/asked.hpp).
    Result<json::Object> (*particulars)(const desk::Desk&, const Failure&, const Request&) = nullptr;
    // A text as a QR code: "Qr" of openapi.json; nothing where none can be drawn.
    Result<json::Object> (*qr)(const std::string&) = nullptr;
    const administration::Ports* administration = nullptr; // none in tests that administer nothing
    access::ByProvider* by_provider = nullptr; // none where the office has no provider of identities
};

} // namespace docket::http
