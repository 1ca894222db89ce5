#include "outputs/xmp.hpp"

#include "pipeline/base/xml_text.hpp"

namespace docket::outputs {
namespace {

std::string creator(const std::string& author) {
    if (author.empty()) return "";
    return "<dc:creator><rdf:Seq><rdf:li>" + xml_text(author) + "</rdf:li></rdf:Seq></dc:creator>";
}

} // namespace

std::string created_text(const RenderInfo& info) { return iso(info.created) + "T00:00:00+08:00"; }

std::string archival_xmp(const RenderInfo& info, const std::string& producer) {
    return "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
           "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
           "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">"
           "<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>\n"
           "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
           "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" +
           xml_text(info.title) + "</rdf:li></rdf:Alt></dc:title>" + creator(info.author) +
           "</rdf:Description>\n"
           "<rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">"
           "<xmp:CreateDate>" +
           created_text(info) +
           "</xmp:CreateDate></rdf:Description>\n"
           "<rdf:Description rdf:about=\"\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">"
           "<pdf:Producer>" +
           xml_text(producer) +
           "</pdf:Producer></rdf:Description>\n"
           "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>";
}

} // namespace docket::outputs
