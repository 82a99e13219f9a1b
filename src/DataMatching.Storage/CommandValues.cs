using System.Data.Common;

namespace DataMatching.Storage;

/// <summary>Values of commands that are read row by row.</summary>
internal static class CommandValues
{
    public static void Give(this DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
