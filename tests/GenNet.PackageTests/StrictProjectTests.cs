using GenNet.PackageTests.Stranger;

namespace GenNet.PackageTests;

/// <summary>Generated code in a project that checks all there is to check, with every warning an error.</summary>
public sealed class StrictProjectTests(PackageFeed feed)
{
    private static readonly (string Name, string Value)[] s_strict =
    [
        ("TreatWarningsAsErrors", "true"), ("AnalysisLevel", "latest-all"), ("EnforceCodeStyleInBuild", "true"), ("GenerateDocumentationFile", "true"),
        ("CheckForOverflowUnderflow", "true"), ("Features", "strict"), ("WarningLevel", "9999"), ("EmitCompilerGeneratedFiles", "true"), ("WarningsNotAsErrors", "GN1010"),
        ("ImplicitUsings", "disable"), ("AllowUnsafeBlocks", "true"), ("InvariantGlobalization", "true"), ("RootNamespace", "Zoo.System"),
    ];

    private const string Source = """
        using System;
        using GenNet;

        [assembly: CLSCompliant(true)]
        [assembly: System.Runtime.InteropServices.ComVisible(false)]

        namespace Zoo.Nets;

        /// <summary>A model.</summary>
        [Model, Input(3)]
        public sealed partial class StrictNet
        {
            /// <summary>A model of a file's title.</summary>
            /// <param name="title">The title.</param>
            public StrictNet(string title)
                : this(seed: 3) => Title = title;

            /// <summary>The title.</summary>
            public string Title { get; } = "";

            /// <summary>The first.</summary>
            [Dense(4, Activation = Activation.ReLU)]
            public partial Dense Hidden { get; }

            /// <summary>The last.</summary>
            [Dense(2)]
            public partial Dense Answer { get; }
        }

        /// <summary>A model with a graph.</summary>
        [Model]
        internal sealed partial class GraphNet
        {
            [Dense(3)]
            private partial Dense A { get; }

            [Dense(3)]
            private partial Dense B { get; }

            private (Tensor First, Tensor Second) Forward([Input(3)] Tensor left, [Input(3)] Tensor right) => (A.Forward(left + right), B.Forward(left));
        }

        /// <summary>A model of images.</summary>
        [Model, Input(8, 8, 1)]
        internal sealed partial class ImageNet
        {
            [Conv2D(2, 3, 3, Strides = new[] { 1, 1 })]
            internal partial Conv2D Conv { get; }

            [BatchNormalization]
            internal partial BatchNormalization Norm { get; }

            [MaxPooling2D(2, 2)]
            internal partial MaxPooling2D Pool { get; }

            [Flatten]
            internal partial Flatten Flat { get; }

            [Dropout(0.5)]
            internal partial Dropout Drop { get; }

            [Dense(2, Activation = Activation.Softmax)]
            internal partial Dense Answer { get; }
        }

        /// <summary>Runs them.</summary>
        public static class Both
        {
            /// <summary>The rows of all.</summary>
            public static int Rows()
            {
                using var net = new StrictNet("title");
                using var graph = new GraphNet(seed: 1);
                using var images = new ImageNet(seed: 2);
                return images.Predict(new float[64]).Rows + net.Predict([1f, 2f, 3f]).Rows + graph.Predict([1f, 2f, 3f], [1f, 2f, 3f]).Rows;
            }
        }
        """;

    [Theory]
    [InlineData("enable", "13")]
    [InlineData("disable", "latest")]
    public void Build_WithEveryCheckOn_HasNoWarningButThatOfTheContract(string nullable, string language)
    {
        var app = feed.NewWorkspace();
        app.WriteProject("app.csproj", [.. s_strict, ("OutputType", "Library"), ("Nullable", nullable), ("LangVersion", language)]);
        app.Write("Nets.cs", Source);

        Assert.All(app.Dotnet("build").Succeeded().Warnings, static line => Assert.Contains(" GN1010: ", line, StringComparison.Ordinal));
        // What an editor shows of a property: what was written there, and what is generated.
        var documentation = app.Read("bin/Debug/net10.0/app.xml");
        Assert.Contains("The first.", documentation, StringComparison.Ordinal);
        Assert.Contains("Dense, (3,) to (4,): 16 parameters.", documentation, StringComparison.Ordinal);
        Assert.Contains("kernel: float32 (3, 4)", documentation, StringComparison.Ordinal);
    }
}
