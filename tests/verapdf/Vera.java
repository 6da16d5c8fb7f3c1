import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Validates PDF files with veraPDF: {@code Vera PDFUA-1,PDFA-2A file.pdf ...}.
 *
 * <p>One line a file and profile: PASS or FAIL, profile, number of rules, number of checks,
 * file; below a FAIL one indented line for each rule that failed. Exit status 0 only if all
 * passed. The profiles are read with DOM, because the jar lacks the JAXB runtime that
 * veraPDF's own loader asks for.
 */
public final class Vera {
  private static final String PROFILES = "/org/verapdf/pdfa/validation/";

  private Vera() {}

  public static void main(String[] args) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    boolean allPassed = true;
    for (String name : args[0].split(",")) {
      ValidationProfile profile = profile(name);
      for (int i = 1; i < args.length; i++) {
        allPassed &= validate(name, profile, args[i]);
      }
    }
    System.exit(allPassed ? 0 : 1);
  }

  private static boolean validate(String name, ValidationProfile profile, String file)
      throws Exception {
    try (InputStream in = new FileInputStream(file);
        PDFAParser parser =
            Foundries.defaultInstance().createParser(in, profile.getPDFAFlavour())) {
      PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false);
      ValidationResult result = validator.validate(parser);
      System.out.printf(
          "%s %s %d %d %s%n",
          result.isCompliant() ? "PASS" : "FAIL",
          name,
          profile.getRules().size(),
          result.getTotalAssertions(),
          file);
      printFailures(result);
      return result.isCompliant();
    }
  }

  private static void printFailures(ValidationResult result) {
    Set<RuleId> seen = new HashSet<>();
    for (TestAssertion assertion : result.getTestAssertions()) {
      boolean failed = assertion.getStatus() == TestAssertion.Status.FAILED;
      if (failed && seen.add(assertion.getRuleId())) {
        System.out.printf(
            "  %s-%d %s: %s%n",
            assertion.getRuleId().getClause(),
            assertion.getRuleId().getTestNumber(),
            assertion.getLocation().getContext(),
            assertion.getErrorMessage());
      }
    }
  }

  private static ValidationProfile profile(String name) throws Exception {
    try (InputStream in = Vera.class.getResourceAsStream(PROFILES + name + ".xml")) {
      if (in == null) {
        throw new IllegalArgumentException("no such profile: " + name);
      }
      Element root =
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in).getDocumentElement();
      return Profiles.profileFromValues(
          PDFAFlavour.valueOf(root.getAttribute("flavour")),
          Profiles.profileDetailsFromValues(name, name, "", new Date()),
          "",
          rules(root.getElementsByTagName("rule")),
          variables(root.getElementsByTagName("variable")));
    }
  }

  private static Set<Rule> rules(NodeList elements) {
    Set<Rule> rules = new HashSet<>();
    for (int i = 0; i < elements.getLength(); i++) {
      Element rule = (Element) elements.item(i);
      Element id = (Element) rule.getElementsByTagName("id").item(0);
      String deferred = rule.getAttribute("deferred");
      rules.add(
          Profiles.ruleFromValues(
              Profiles.ruleIdFromValues(
                  PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                  id.getAttribute("clause"),
                  Integer.parseInt(id.getAttribute("testNumber"))),
              rule.getAttribute("object"),
              deferred.isEmpty() ? null : Boolean.valueOf(deferred),
              rule.getAttribute("tags"),
              text(rule, "description"),
              text(rule, "test"),
              Profiles.errorFromValues(
                  rule.getElementsByTagName("message").item(0).getTextContent(), arguments(rule)),
              Collections.emptyList()));
    }
    return rules;
  }

  private static List<ErrorArgument> arguments(Element rule) {
    List<ErrorArgument> arguments = new ArrayList<>();
    NodeList elements = rule.getElementsByTagName("argument");
    for (int i = 0; i < elements.getLength(); i++) {
      arguments.add(
          ErrorArgumentImpl.fromValues(elements.item(i).getTextContent(), null, null));
    }
    return arguments;
  }

  private static Set<Variable> variables(NodeList elements) {
    Set<Variable> variables = new HashSet<>();
    for (int i = 0; i < elements.getLength(); i++) {
      Element variable = (Element) elements.item(i);
      variables.add(
          Profiles.variableFromValues(
              variable.getAttribute("name"),
              variable.getAttribute("object"),
              text(variable, "defaultValue"),
              text(variable, "value")));
    }
    return variables;
  }

  private static String text(Element parent, String tag) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeName().equals(tag)) {
        return node.getTextContent();
      }
    }
    return null;
  }
}
