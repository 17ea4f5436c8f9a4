using System.Diagnostics;
using GenNet.Tool.Converting;

namespace GenNet.PureHdf.Tests;

/// <summary>What a file makes the process that reads it do is in the error's text, and stays in that process.</summary>
public sealed class ConverterProcessTests
{
    [Theory]
    [InlineData("hang", "reading it took more than 2 s, and was ended")]
    [InlineData("overflow", "the process that read it was lost with exit code ")]
    [InlineData("memory", "the process that read it was lost with exit code ")]
    [InlineData("unmanaged", "reading it took more than 64 MiB of memory, and was ended")]
    [InlineData("talk", "the same line again and again")]
    public void Run_WhenTheReaderIsLost_SaysHow(string what, string expected)
    {
        var time = Stopwatch.StartNew();
        var error = Assert.Throws<ConversionException>(() => Run(what, what == "hang" ? 2 : 120));
        Assert.Contains(expected, error.Message);
        Assert.InRange(error.Message.Length, 1, 200_000);
        Assert.InRange(time.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(100));
    }

    [Fact]
    public void Run_WhenTheStackOverflows_SaysThat() => Assert.Contains("Stack overflow", Assert.Throws<ConversionException>(() => Run("overflow", 120)).Message);

    [Fact]
    public void Run_WithoutTheConverter_SaysHowToGetIt() => Assert.Contains(
        "dotnet tool install GenNet.Tool",
        Assert.Throws<ConversionException>(() => ConverterProcess.Run("nowhere/GenNet.Convert.dll", "x.h5", "y.h5", ConversionLimits.Default)).Message);

    private static void Run(string what, int seconds) => ConverterProcess.Run(
        Path.Combine(AppContext.BaseDirectory, "GenNet.LostReader.dll"), $"{what}.h5", "target.h5", new(TimeSpan.FromSeconds(seconds), 64 << 20));
}
