namespace GenNet.TestSupport;

/// <summary>OpenCL where it is installed. A test without it is skipped and says so, unless <c>GENNET_REQUIRE_OPENCL</c> is set.</summary>
internal static class OpenClRequirement
{
    public static Device DeviceOrSkip()
    {
        try
        {
            return Device.OpenCl();
        }
        catch (PlatformNotSupportedException reason) when (Environment.GetEnvironmentVariable("GENNET_REQUIRE_OPENCL") is null or "")
        {
            Assert.Skip(reason.Message);
            throw;
        }
    }
}
