/// Messages in the shapes that the standards and the exporters write.
enum XMLSamples {
  static func message(
    _ root: String, version: String = "v2_1", header: String = "", action: String = "", _ body: String
  ) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <!-- made by hand -->
    <mes:\(root) xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/\(version)/message"
      xmlns:g="http://www.sdmx.org/resources/sdmxml/schemas/\(version)/data/generic"
      xmlns:com="http://www.sdmx.org/resources/sdmxml/schemas/\(version)/common"
      xmlns:ss="http://www.sdmx.org/resources/sdmxml/schemas/\(version)/data/structurespecific"
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
      <mes:Header><mes:ID>x</mes:ID><mes:Prepared>2026-05-01T08:00:00+07:00</mes:Prepared>
        <mes:Sender id="s"><com:Name>Prepared</com:Name></mes:Sender>\(header)</mes:Header>
      \(body)
      <mes:Footer><mes:Message code="1"/></mes:Footer>
    </mes:\(root)>
    """
  }

  static func structure(_ dimension: String, id: String = "COMMUNE_OBS", reference: String = "S") -> String {
    """
    <mes:Structure structureID="\(reference)" dimensionAtObservation="\(dimension)"><com:Structure>
      <Ref agencyID="VN_EMMA" id="\(id)" version="1.0" class="DataStructure"/></com:Structure></mes:Structure>
    """
  }
}
