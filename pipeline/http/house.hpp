// What endpoints may reach for. Wired once by the program and by each test; what it names outlives it. Any
// thread.
#pragma once

#include "pipeline/access/doorkeeper.hpp"
#include "pipeline/flow/tools.hpp"

#include <functional>
#include <string>

namespace docket::desk {
class Desk; // pipeline/desk/desk.hpp: what the desks show
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
    // How much work waits for the person: "counts" of a Session; nothing where no desk is shown.
    std::function<Result<json::Value>(const review::Person&)> counts;
    // Asked once for every refusal: the members of its problem beside the code, that is who was faster and
    // what is there now, or which fields are missing (http/api/asked.hpp); nothing where no desk is shown.
    std::function<Result<json::Object>(const Failure&, const Request&)> particulars;
    // A text as a QR code: "Qr" of openapi.json; nothing where none can be drawn.
    std::function<Result<json::Object>(const std::string&)> qr{};
};

} // namespace docket::http
