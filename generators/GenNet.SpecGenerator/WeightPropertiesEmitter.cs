using GenNet.Generators.Emitting;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.SpecGenerator;

/// <summary>Writes the properties that every weight of a layer has in its attribute.</summary>
internal static class WeightPropertiesEmitter
{
    /// <summary>The file.</summary>
    public static SourceText Emit(LayerModel layer)
    {
        var writer = new SourceWriter();
        writer.Line("namespace GenNet;");
        writer.Line();
        writer.Open($"partial class {layer.Kind}Attribute");
        foreach (var weight in layer.Weights.Take(layer.OwnWeights))
        {
            writer.Line(
                $$"""
                /// <summary>How <c>{{weight.Name}}</c> starts; {{weight.Initializer}} by default.</summary>
                public Initializer {{weight.Property}}Initializer { get; set; } = Initializer.{{weight.Initializer}};

                /// <summary>L1 penalty of <c>{{weight.Name}}</c>: l1·Σ|w| is added to the loss.</summary>
                public double {{weight.Property}}L1 { get; set; }

                /// <summary>L2 penalty of <c>{{weight.Name}}</c>: l2·Σw² is added to the loss.</summary>
                public double {{weight.Property}}L2 { get; set; }

                """);
        }
        writer.Close();
        return writer.ToSourceText();
    }
}
