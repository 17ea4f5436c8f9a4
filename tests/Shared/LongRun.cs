namespace GenNet.TestSupport;

/// <summary>Whether tests run in full, as <c>.ci/run --long</c> asks with the environment variable <c>GENNET_LONG</c>.</summary>
public static class LongRun
{
    /// <summary>Whether it is so.</summary>
    public static bool IsAsked => Environment.GetEnvironmentVariable("GENNET_LONG") == "1";

    /// <summary>Skips a test of many builds unless it is so.</summary>
    public static void SkipUnlessAsked() => Assert.SkipUnless(IsAsked, "It builds a project ten times: .ci/run --long, or GENNET_LONG=1, runs it.");
}
