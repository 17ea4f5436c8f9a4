using GenNet.Weights.Assembling;

namespace GenNet.Weights.TensorFlow;

/// <summary>Variables of CuDNN's recurrent layers, which hold them themselves, as those of the layers that Keras has today, whose cells do.</summary>
internal static class CuDnnVariables
{
    private const string Kernel = "kernel";
    private const string RecurrentKernel = "recurrent_kernel";
    private const string Bias = "bias";
    private const string Cell = "cell/";

    /// <summary>The variables, each of such a layer's with its path in a cell before its own.</summary>
    public static LayerVariable[] Converted(LayerVariable[] variables)
    {
        foreach (var path in variables.SelectMany(static variable => variable.Paths).Where(static path => LeafOf(path) == RecurrentKernel).ToArray())
        {
            var holder = path[..^RecurrentKernel.Length];
            var places = Array.ConvertAll((string[])[Kernel, RecurrentKernel, Bias], leaf => Array.FindIndex(variables, variable => variable.Paths.Contains(holder + leaf)));
            if (Array.Exists(places, static place => place < 0) || CuDnnRecurrent.Of(variables[places[0]].Array, variables[places[1]].Array, variables[places[2]].Array) is not { } arrays)
                continue;
            Replace(places[0], Kernel, arrays.Kernel);
            Replace(places[1], RecurrentKernel, arrays.RecurrentKernel);
            Replace(places[2], Bias, arrays.Bias);

            void Replace(int place, string leaf, StoredTensor array) =>
                variables[place] = variables[place] with { Array = array, Paths = [holder + Cell + leaf, .. variables[place].Paths] };
        }
        return variables;
    }

    private static string LeafOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}
