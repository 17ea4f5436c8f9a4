using System.Runtime.InteropServices;
using GenNet.PackageTests.Stranger;

namespace GenNet.PackageTests;

/// <summary>A program that is compiled ahead of time.</summary>
public sealed class NativeAotTests(PackageFeed feed)
{
    // Every kind of kernel: products, convolutions, activations, statistics, random numbers, an optimizer.
    private const string Program = """
        using System.Runtime.InteropServices;
        using GenNet;

        using var net = new AotNet(seed: 1);
        var random = new Random(2);
        float[] images = [.. Enumerable.Range(0, 16 * 144).Select(_ => random.NextSingle())];
        int[] labels = [.. Enumerable.Range(0, 16).Select(i => i % 10)];
        using var trainer = net.Trainer(new Adam(1e-3f), Loss.SparseCategoricalCrossentropy, Metric.Accuracy);
        for (var step = 0; step < 3; step++)
            Console.WriteLine($"loss: {BitConverter.DoubleToInt64Bits(trainer.Step(images, labels)):x}");
        Console.WriteLine($"predictions: {Convert.ToHexString(MemoryMarshal.AsBytes(net.Predict(images).Output))}");
        net.SaveWeights("aot.weights.h5");
        using var copy = AotNet.FromWeights("aot.weights.h5");
        Console.WriteLine($"of saved weights: {Convert.ToHexString(MemoryMarshal.AsBytes(copy.Predict(images).Output))}");
        Console.Error.WriteLine(Device.Default.Name);

        public sealed class ShiftAttribute(float by) : CustomLayerAttribute<Shift>;

        public sealed partial class Shift : CustomLayer
        {
            [LayerWeight("input[^1]", Initializer = Initializer.Ones)] public partial Variable Slope { get; }

            private static void Forward(in ForwardPass pass)
            {
                for (var i = 0; i < pass.Output.Length; i++)
                    pass.Output[i] = (pass.Input[i] * pass.Slope[i % pass.Slope.Length]) + pass.Arguments.By;
            }

            private static void Backward(in BackwardPass pass)
            {
                for (var i = 0; i < pass.Output.Length; i++)
                {
                    pass.SlopeGradient[i % pass.Slope.Length] += pass.OutputGradient[i] * pass.Input[i];
                    pass.InputGradient[i] = pass.OutputGradient[i] * pass.Slope[i % pass.Slope.Length];
                }
            }
        }

        [Model, Input(12, 12, 1)]
        public partial class AotNet
        {
            [Conv2D(20, 3, Activation = Activation.ReLU)] public partial Conv2D Conv { get; }
            [BatchNormalization]                          public partial BatchNormalization Norm { get; }
            [MaxPooling2D(2)]                             public partial MaxPooling2D Pool { get; }
            [Flatten]                                     public partial Flatten Flat { get; }
            [Dropout(0.25)]                               public partial Dropout Drop { get; }
            [Dense(50, Activation = Activation.GELU)]     public partial Dense Hidden { get; }
            [LayerNormalization]                          public partial LayerNormalization Norm2 { get; }
            [Shift(0.25f)]                                public partial Shift Shift { get; }
            [Dense(10, Activation = Activation.Softmax)]  public partial Dense Output { get; }
        }
        """;

    [Fact]
    public void Program_CompiledAheadOfTime_GivesTheJitsResultsWithWideVectors()
    {
        Assert.SkipUnless(HasLinker(), "NativeAOT links with clang or gcc, and neither is installed.");
        var app = feed.NewWorkspace();
        app.WriteProject("app.csproj", [("PublishAot", "true"), ("NoWarn", "$(NoWarn);GN1010")]);
        app.Write("Program.cs", Program);

        var justInTime = app.Dotnet("run", "-c", "Release").Succeeded();
        var publish = app.Dotnet("publish", "-c", "Release", "-o", "out").Succeeded();
        var aheadOfTime = app.Run(app.PathOf(Path.Combine("out", OperatingSystem.IsWindows() ? "app.exe" : "app"))).Succeeded();

        Assert.True(publish.Warnings.Count == 0, $"{publish}");
        Assert.Contains("predictions: ", aheadOfTime.Output, StringComparison.Ordinal);
        Assert.Equal(justInTime.Output, aheadOfTime.Output);
        if (RuntimeInformation.ProcessArchitecture == Architecture.X64 && !OperatingSystem.IsMacOS())
        {
            Assert.Contains("GenNet: NativeAOT compiles app for x86-64-v3", publish.Output, StringComparison.Ordinal);
            Assert.Contains("256-bit vectors", aheadOfTime.Error, StringComparison.Ordinal);
        }
        else
            Assert.Contains("128-bit vectors", aheadOfTime.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("linux-x64", "", "x86-64-v3")]
    [InlineData("linux-musl-x64", "", "x86-64-v3")]
    [InlineData("win-x64", "", "x86-64-v3")]
    [InlineData("linux-x64", "x86-64-v4", "x86-64-v4")]
    [InlineData("linux-arm64", "", "")]
    [InlineData("osx-x64", "", "")]
    public void InstructionSet_OfAPublish_IsTheUsersOrOneWithWideVectors(string runtime, string wanted, string expected)
    {
        var app = feed.NewWorkspace();
        app.Write("targets.proj", $"""
            <Project>
              <PropertyGroup>
                <RuntimeIdentifier>{runtime}</RuntimeIdentifier>
                <IlcInstructionSet>{wanted}</IlcInstructionSet>
              </PropertyGroup>
              <Import Project="{Repository.PathOf("src", "GenNet", "build", "GenNet.Aot.targets")}" />
            </Project>
            """);

        Assert.Equal(expected, app.Dotnet("msbuild", "targets.proj", "-t:_GenNetInstructionSet", "-getProperty:IlcInstructionSet").Succeeded().Output.Trim());
    }

    private static bool HasLinker() => OperatingSystem.IsWindows() || (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(static folder => File.Exists(Path.Join(folder, "clang")) || File.Exists(Path.Join(folder, "gcc")));
}
