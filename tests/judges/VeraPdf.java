// What veraPDF finds wrong in each file, as lines of text: see verapdf.py, which starts this with
// `java -cp ... VeraPdf.java FLAVOUR FILE...` and reads them. No compiler is needed beside the runtime (JEP 330).

import java.io.FileInputStream;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class VeraPdf {
  // Failed checks of one rule that are remembered; one would do to know that it failed.
  private static final int FAILURES_PER_RULE = 100;

  public static void main(String[] arguments) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    PDFAFlavour flavour = PDFAFlavour.fromString(arguments[0]);
    for (int at = 1; at < arguments.length; at++) {
      judge(arguments[at], flavour);
    }
  }

  // Prints "checked FILE COUNT" and then "broken FILE CLAUSE-TEST MESSAGE" for each rule, fields parted by tabs.
  private static void judge(String file, PDFAFlavour flavour) throws Exception {
    try (FileInputStream stream = new FileInputStream(file);
        PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour);
        PDFAValidator validator =
            Foundries.defaultInstance().createValidator(flavour, FAILURES_PER_RULE, false, true, false)) {
      ValidationResult result = validator.validate(parser);
      TreeMap<String, String> broken = new TreeMap<>();
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() == TestAssertion.Status.FAILED) {
          String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
          broken.putIfAbsent(rule, assertion.getMessage() + " at " + assertion.getLocation().getContext());
        }
      }
      System.out.println("checked\t" + file + "\t" + result.getTotalAssertions());
      broken.forEach((rule, message) ->
          System.out.println("broken\t" + file + "\t" + rule + "\t" + message.replaceAll("\\s+", " ")));
    }
  }
}
