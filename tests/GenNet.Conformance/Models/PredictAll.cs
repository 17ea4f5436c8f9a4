using GenNet.Graph;
using GenNet.Naming;

namespace GenNet.Conformance.Models;

/// <summary>A method that is added to classes of tests, since <c>Predict</c> answers with spans, which reflection can't hand on.</summary>
internal static class PredictAll
{
    /// <summary>Another part of the class, with the method.</summary>
    public static string Member(ModelSpec model) =>
        $$"""

        partial class {{model.ClassName}}
        {
            public float[][] PredictAll(float[][] inputs)
            {
                var prediction = Predict({{string.Join(", ", model.Inputs.Select(static (input, i) => input.DType == GenNet.DType.Float32 ? $"inputs[{i}]" : $"Array.ConvertAll(inputs[{i}], static v => ({GenNet.Specs.DTypes.CSharpName(input.DType)})v)"))}});
                return [{{string.Join(", ", model.Outputs.Select(static o => $"prediction.{PascalCase.Of(o.Name)}.ToArray()"))}}];
            }
        }


        """;

    /// <summary>The method of a model whose class has it.</summary>
    public static Func<float[][], float[][]> Of(Model model) => model.GetType().GetMethod("PredictAll")!.CreateDelegate<Func<float[][], float[][]>>(model);
}
