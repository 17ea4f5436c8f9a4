using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Conformance.Layers;

/// <summary>A door to the members of a scaffolded class that generated code uses, so that one test can run models of any number of inputs and outputs.</summary>
internal static class ModelAccess
{
    /// <summary>The class's other part.</summary>
    public static string Of(ModelSpec model) =>
        $$"""

        partial class {{model.ClassName}}
        {
            public float[] Infer(float[][] inputs, int length)
            {
                var rows = inputs[0].Length / {{(model.Inputs[0].HasRunTimeLength ? $"({model.Inputs[0].Type.Timestep.Shape.ElementCount} * length)" : $"{model.Inputs[0].Shape.ElementCount}")}};
                Array[] outputs = [{{string.Join(", ", model.Outputs.Select((output, i) => $"BorrowOutput<{TypeOf(model, output)}>({i}, rows, length).ToArray()"))}}];
                var call = new Arrays(inputs, outputs);
                RunInference(ref call, length);
                return outputs.SelectMany(static output => output.Cast<object>()).Select(static value => Convert.ToSingle(value, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
            }

            private readonly ref struct Arrays(float[][] inputs, Array[] outputs) : global::GenNet.IInferenceCall
            {
                public global::GenNet.HostTensor Input(int index) => index switch
                {
                    {{string.Join("\n                    ", model.Inputs.Select(static (input, i) => $"{i} => global::GenNet.HostTensor.Of<{input.DType.CSharpName()}>({Values(input.DType, i)}),"))}}
                    _ => throw new ArgumentOutOfRangeException(nameof(index)),
                };

                public global::GenNet.HostTensor Output(int index) => index switch
                {
                    {{string.Join("\n                    ", model.Outputs.Select((output, i) => $"{i} => global::GenNet.HostTensor.Of((({TypeOf(model, output)}[])outputs[{i}]).AsSpan()),"))}}
                    _ => throw new ArgumentOutOfRangeException(nameof(index)),
                };
            }
        }
        """;

    // The fixtures' numbers, read as float32, in the type of the input.
    private static string Values(DType type, int input) => type switch
    {
        DType.Float32 => $"inputs[{input}].AsSpan()",
        DType.Bool => $"Array.ConvertAll(inputs[{input}], static v => v != 0).AsSpan()",
        _ => $"Array.ConvertAll(inputs[{input}], static v => ({type.CSharpName()})v).AsSpan()",
    };

    private static string TypeOf(ModelSpec model, OutputNode output) => model.TypeOf(output.Value).DType.CSharpName();
}
