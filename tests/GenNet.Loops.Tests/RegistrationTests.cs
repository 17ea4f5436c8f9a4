namespace GenNet.Loops.Tests;

/// <summary>Nobody here calls <see cref="Device.Register"/>: the generated module initializer has.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public void Named_OfAReferencedAssembly_OpensItsDevice()
    {
        Assert.IsType<LoopDevice>(Device.Named("loop"));
        Assert.IsType<LoopDevice>(Device.Named("LOOP"));
    }

    [Fact]
    public void Named_WithoutSuchADevice_ListsWhatThereIs()
    {
        var error = Assert.Throws<ArgumentException>(() => Device.Named("gpu:1"));

        Assert.Contains("'gpu:1' is no device of this program. There are cpu, cpu:<threads>, loop.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Named_WithANumberThatIsNoneOrNotTaken_SaysSo()
    {
        Assert.Contains("loop takes no number", Assert.Throws<ArgumentException>(() => Device.Named("loop:1")).Message, StringComparison.Ordinal);
        Assert.Contains("no whole number", Assert.Throws<ArgumentException>(() => Device.Named("cpu:-1")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Device.Named("cpu:0"));
    }

    [Fact]
    public void Named_OfTheCpu_HasThatManyThreads()
    {
        Assert.StartsWith("CPU, 3 threads", Device.Named("cpu:3").Name, StringComparison.Ordinal);
        Assert.Same(Device.Cpu(), Device.Named("cpu"));
    }

    [Fact]
    public void Register_OnceMore_ChangesNothing()
    {
        Device.Register<LoopProvider>();

        Assert.IsType<LoopDevice>(Device.Named("loop"));
    }

    [Fact]
    public void Default_WhenSet_IsWhereModelsWithoutADeviceRun()
    {
        var before = Device.Default;
        var device = new LoopDevice();
        try
        {
            Device.Default = device;
            using var net = new Mlp();
            Assert.Same(device, net.Device);
            Assert.Throws<ArgumentNullException>(() => Device.Default = null!);
            Assert.Same(device, Device.Default);
        }
        finally
        {
            Device.Default = before;
        }
    }
}
