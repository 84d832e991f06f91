import Definition
import Vocabulary

/// `aggregates.structure.xml`: the data structure of `aggregates.sdmx.csv` with its concepts, its code lists and its
/// dataflow, as an SDMX-ML 2.1 structure message.
struct StructureMessage {
  static let name = "aggregates.structure.xml"

  private let structure: AggregateStructure
  private let day: CalendarDate

  init(_ content: PublishedContent) {
    structure = AggregateStructure(content.definition)
    day = content.run.asOf
  }

  private static let namespaces = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/"
  private static let concepts = "CS_AGGREGATES"

  /// The message. Its day is the run's: a clock would make every night's bytes different.
  var text: String {
    let header = XMLText(
      "mes:Header", [],
      [
        XMLText("mes:ID", text: "\(structure.dissemination.structure)-\(day)"), XMLText("mes:Test", text: "false"),
        XMLText("mes:Prepared", text: day.description + "T00:00:00Z"),
        XMLText("mes:Sender", [("id", structure.dissemination.agency)]),
      ])
    let lists = structure.components.compactMap(\.codes)
    return XMLText(
      "mes:Structure",
      [
        ("xmlns:mes", Self.namespaces + "message"), ("xmlns:str", Self.namespaces + "structure"),
        ("xmlns:com", Self.namespaces + "common"),
      ],
      [
        header,
        XMLText(
          "mes:Structures", [],
          [
            XMLText("str:Dataflows", [], [dataflow]), XMLText("str:Codelists", [], lists.map(codeList)),
            XMLText("str:Concepts", [], [conceptScheme]),
            XMLText("str:DataStructures", [], [dataStructure]),
          ]),
      ]
    ).document
  }

  private var dataflow: XMLText {
    let reference = reference(structure.dissemination.structure, "DataStructure", "datastructure")
    return maintained(
      "str:Dataflow", structure.dissemination.structure, structure.title, [XMLText("str:Structure", [], [reference])])
  }

  private func codeList(_ list: AggregateStructure.CodeList) -> XMLText {
    maintained(
      "str:Codelist", list.id, list.name,
      list.codes.map { code in
        let parent = code.parent.map { [XMLText("str:Parent", [], [XMLText("Ref", [("id", $0)])])] } ?? []
        return XMLText("str:Code", [("id", code.id)], names(code.name) + parent)
      })
  }

  private var conceptScheme: XMLText {
    maintained(
      "str:ConceptScheme", Self.concepts, Title(vi: "Khái niệm của số liệu tổng hợp", en: "Concepts of the aggregates"),
      structure.components.map { XMLText("str:Concept", [("id", $0.id)], names($0.name)) })
  }

  private var dataStructure: XMLText {
    var dimensions: [XMLText] = [], measures: [XMLText] = [], attributes: [XMLText] = []
    for component in structure.components {
      let parts = [identity(component), representation(component)]
      let position = ("position", "\(dimensions.count + 1)")
      switch component.role {
      case .dimension: dimensions.append(XMLText("str:Dimension", [("id", component.id), position], parts))
      case .time: dimensions.append(XMLText("str:TimeDimension", [("id", component.id), position], parts))
      case .measure: measures.append(XMLText("str:PrimaryMeasure", [("id", component.id)], parts))
      case .attribute(let attachment):
        attributes.append(
          XMLText(
            "str:Attribute", [("id", component.id), ("assignmentStatus", "Conditional")],
            parts + [relationship(attachment)]))
      }
    }
    let components = XMLText(
      "str:DataStructureComponents", [],
      [
        XMLText("str:DimensionList", [("id", "DimensionDescriptor")], dimensions),
        XMLText("str:AttributeList", [("id", "AttributeDescriptor")], attributes),
        XMLText("str:MeasureList", [("id", "MeasureDescriptor")], measures),
      ])
    return maintained("str:DataStructure", structure.dissemination.structure, structure.title, [components])
  }

  private func identity(_ component: AggregateStructure.Component) -> XMLText {
    let maintenance = structure.dissemination
    return XMLText(
      "str:ConceptIdentity", [],
      [
        XMLText(
          "Ref",
          [
            ("id", component.id), ("maintainableParentID", Self.concepts),
            ("maintainableParentVersion", maintenance.version), ("agencyID", maintenance.agency),
            ("package", "conceptscheme"), ("class", "Concept"),
          ])
      ])
  }

  private func representation(_ component: AggregateStructure.Component) -> XMLText {
    let content =
      component.codes.map { XMLText("str:Enumeration", [], [reference($0.id, "Codelist", "codelist")]) }
      ?? XMLText("str:TextFormat", [("textType", component.format.rawValue)])
    return XMLText("str:LocalRepresentation", [], [content])
  }

  private func relationship(_ attachment: AggregateStructure.Attachment) -> XMLText {
    let related =
      switch attachment {
      case .observation: XMLText("str:PrimaryMeasure", [], [XMLText("Ref", [("id", "OBS_VALUE")])])
      case .measure: XMLText("str:Dimension", [], [XMLText("Ref", [("id", "MEASURE")])])
      case .dataSet: XMLText("str:None")
      }
    return XMLText("str:AttributeRelationship", [], [related])
  }

  private func maintained(_ element: String, _ id: String, _ name: Title, _ content: [XMLText]) -> XMLText {
    let maintenance = structure.dissemination
    return XMLText(
      element, [("id", id), ("agencyID", maintenance.agency), ("version", maintenance.version)], names(name) + content)
  }

  private func reference(_ id: String, _ kind: String, _ package: String) -> XMLText {
    let maintenance = structure.dissemination
    return XMLText(
      "Ref",
      [
        ("id", id), ("version", maintenance.version), ("agencyID", maintenance.agency), ("package", package),
        ("class", kind),
      ])
  }

  private func names(_ name: Title) -> [XMLText] {
    [
      XMLText("com:Name", [("xml:lang", "vi")], text: name.vi),
      XMLText("com:Name", [("xml:lang", "en")], text: name.en),
    ]
  }
}
