using GenNet.Specs;

namespace GenNet.Devices.OpenCl;

/// <summary>OpenCL C that is embedded in the assembly.</summary>
internal static class OpenClSource
{
    /// <summary>Numbers of the activations as macros by Keras' name (<c>LEAKY_RELU</c>), and their code.</summary>
    private static readonly string s_activations =
        string.Concat(Enum.GetValues<Activation>().Select(static a => $"#define {KerasEnum.Name(a).ToUpperInvariant()} {(int)a}\n")) + Read("Activations.cl");

    /// <summary>The text of a layer's <paramref name="file"/>, with the activations before it.</summary>
    public static string WithActivations(string file) => s_activations + Read(file);

    private static string Read(string file)
    {
        using var stream = typeof(OpenClSource).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"{file} is not embedded in GenNet.dll.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
