namespace GenNet.Tests.Devices;

public sealed class DefaultDeviceTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("cpu")]
    [InlineData(" CPU ")]
    public void FromEnvironment_WithoutNumber_IsTheCpuWithAllCores(string? name) => Assert.Same(Device.Cpu(), Device.FromEnvironment(name));

    [Fact]
    public void FromEnvironment_WithThreads_IsTheCpuWithThem() => Assert.StartsWith("CPU, 4 threads", Device.FromEnvironment("cpu:4").Name, StringComparison.Ordinal);

    [Fact]
    public void Gpu_WithoutThePackage_NamesIt()
    {
        var error = Assert.Throws<PlatformNotSupportedException>(static () => Device.Gpu());

        Assert.Contains("dotnet add package GenNet.Gpu", error.Message, StringComparison.Ordinal);
        Assert.Contains("dotnet add package GenNet.Gpu", Assert.Throws<ArgumentException>(static () => Device.Named("gpu:1")).Message, StringComparison.Ordinal);
        Assert.Empty(Device.Gpus);
        Assert.Throws<ArgumentOutOfRangeException>(static () => Device.Gpu(-1));
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cpu:")]
    [InlineData("cpu:4:5")]
    [InlineData("cpu:four")]
    [InlineData("cpu:0")]
    public void FromEnvironment_OfNoDevice_NamesTheVariableAndWhatThereIs(string name)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Device.FromEnvironment(name));

        Assert.Contains("GENNET_DEVICE", error.Message, StringComparison.Ordinal);
        Assert.Contains(name == "cpu:0" ? "threads" : "There are cpu, cpu:<threads>", error.Message, StringComparison.Ordinal);
    }
}
