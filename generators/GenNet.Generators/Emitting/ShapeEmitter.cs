namespace GenNet.Generators.Emitting;

/// <summary>Writes the constants that calls' kernels are specialised with.</summary>
internal static class ShapeEmitter
{
    /// <summary>A struct for all calls that have the same.</summary>
    public static void Emit(SourceWriter writer, CallNames names)
    {
        foreach (var shape in names.Shapes)
        {
            writer.Line();
            if (shape.Calls > 1)
                writer.Line($"// The same for {SourceWriter.Number(shape.Calls)} calls.");
            writer.Open($"private readonly struct {shape.Name} : {shape.Interface}");
            foreach (var member in shape.Members)
                writer.Line(member);
            writer.Close();
        }
    }
}
