namespace GenNet.PackageTests.Stranger;

/// <summary>Tests of many builds each, which wait for <c>.ci/run --long</c>.</summary>
internal static class LongRun
{
    /// <summary>Skips the test unless <c>GENNET_LONG=1</c>.</summary>
    public static void SkipUnless() => Assert.SkipUnless(Environment.GetEnvironmentVariable("GENNET_LONG") == "1", "It builds a project ten times: .ci/run --long, or GENNET_LONG=1, runs it.");
}
